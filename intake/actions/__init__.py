"""Acts of 批量导入, by noun: lists of people, papers by name."""
