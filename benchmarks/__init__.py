"""Benchmarks: each page beside a bare floor that asks PostgreSQL the same question, in the same run."""
