"""Running this checkout on one machine: packages, environment, services, demonstration, checks.

Only the standard library, because these rooms are entered before anything is installed. Every verb
is called as ``python3 -m ops <verb>``; the Makefile gives each its usual name.
"""
