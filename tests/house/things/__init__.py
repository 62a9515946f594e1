"""What stands behind each address of the house, a module for each floor; ``tests/house/conftest.py`` puts it together."""
