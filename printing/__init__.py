"""制版: fonts that hold rare names, and the pressing of pages into PDF. No models; knows nothing of what is printed."""
