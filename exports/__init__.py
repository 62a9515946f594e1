"""导出: lists that leave the portal as workbooks, asked for with a trace and fetched once."""
