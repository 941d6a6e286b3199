"""The catalogue of approval items (审批事项目录): drafted, reviewed, published, revised, ended; its promises as limits."""
