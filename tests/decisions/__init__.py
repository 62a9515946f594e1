"""Tests of 审定 (市总审定)."""
