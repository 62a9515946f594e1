"""Tests of 公示 (社会公示)."""
