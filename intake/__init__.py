"""批量导入: nominations for hundreds of people out of one workbook, and their evidence by the names of the files."""
