"""The reflection: the four questions after a no, one card each, and what they change from now on."""

from crm.ui.screens.reflection.screen import ReflectionScreen

__all__ = ["ReflectionScreen"]
