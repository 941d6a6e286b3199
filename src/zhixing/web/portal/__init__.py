"""The public portal: what anyone may see without signing in. Every page works without a script and by GET."""
