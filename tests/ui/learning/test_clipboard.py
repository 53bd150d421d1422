"""Copying by the tool of the system: the surest one that is there, and nothing pretended."""

from crm.ui.outside.clipboard import Tool, copy_by_tool, tools


class Machine:
    """A machine with some tools, which take a text or do not."""

    def __init__(self, *names: str, takes: bool = True) -> None:
        self.names = names
        self.takes = takes
        self.got: list[tuple[str, bytes]] = []

    def which(self, name: str) -> str | None:
        return f"/bin/{name}" if name in self.names else None

    def run(self, tool: Tool, content: bytes) -> bool:
        self.got.append((tool[0], content))
        return self.takes

    def copy(self, text: str, **environ: str) -> str | None:
        return copy_by_tool(text, environ, which=self.which, run=self.run)


def test_the_desktop_decides_which_tool_is_asked_first() -> None:
    both = Machine("wl-copy", "xclip")
    assert both.copy("Grüße", WAYLAND_DISPLAY="w", DISPLAY=":0") == "wl-copy"
    assert both.got == [("wl-copy", "Grüße".encode())]
    assert Machine("wl-copy", "xclip").copy("x", DISPLAY=":0") == "xclip"
    assert Machine("pbcopy").copy("x") == "pbcopy"


def test_windows_takes_its_own_letters() -> None:
    windows = Machine("clip.exe")
    assert windows.copy("é") == "clip.exe"
    assert windows.got == [("clip.exe", "é".encode("utf-16-le"))]


def test_a_tool_that_does_not_take_it_is_no_tool() -> None:
    stubborn = Machine("xclip", "xsel", takes=False)
    assert stubborn.copy("x", DISPLAY=":0") is None
    assert [name for name, _ in stubborn.got] == ["xclip", "xsel"]
    assert Machine().copy("x", DISPLAY=":0") is None


def test_over_a_remote_shell_the_clipboard_would_be_the_other_machines() -> None:
    assert Machine("pbcopy").copy("x", SSH_CONNECTION="10.0.0.1") is None
    assert Machine("xclip").copy("x", SSH_CONNECTION="10.0.0.1", DISPLAY=":10") == "xclip"


def test_no_text_is_ever_an_argument() -> None:
    assert all("--help" not in tool for tool in tools({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}))


def test_a_real_tool_that_is_not_there_says_so() -> None:
    assert copy_by_tool("x", {"DISPLAY": ":0"}, which=lambda name: f"/nowhere/{name}") is None
