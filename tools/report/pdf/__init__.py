"""The report as a PDF: A4 pages in Inter, vector pictures, tables that break with their headings."""
