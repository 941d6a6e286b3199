"""The commands of `zhixing`: each function adds arguments to a parser and returns what carries it out."""
