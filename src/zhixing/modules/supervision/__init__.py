"""Supervised handling (督查督办)."""
