"""公文的 Word 文件 (.docx), by its nouns: elements, styles, pages, lines, tables; ``press`` puts them together."""
