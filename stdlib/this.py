"""The course's own word on style."""

print("能跑的笔记，才是好笔记。\nNotes that run are good notes.")
