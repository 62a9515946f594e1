"""移交: a filed dossier as one package, handed to whoever may take it and delivered to 上海职工科技创新网."""
