"""DOCX, HTML, PDF and plain text from a resolved document.  Writers print, they never count."""
