"""Electronic monitoring of approvals: case logs of outside systems, read, questioned and judged."""
