"""Key projects (重点项目): what the government builds, who is linked to it, how far it is, what it costs."""
