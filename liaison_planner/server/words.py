"""What is told to whoever runs the server."""

from pathlib import Path

LICENSE = (
    "This server is xlwings Server, which has a license of its own: free for noncommercial use (PolyForm Noncommercial 1.0.0), "
    "for commercial use with a paid license key from xlwings.org."
)
NEEDS_LICENSE = (
    f"{LICENSE} If your use is noncommercial, start it with --noncommercial; otherwise set the environment variable "
    "XLWINGS_LICENSE_KEY to your key. Everything else of the planner works without it."
)
MISSING = (
    f'The server is not installed. {LICENSE} If that suits you: pip install "liaison_planner[server]", in the planner\'s folder: '
    'pip install -c constraints.txt ".[server]"'
)


def steps(address: str, trusted: Path | None) -> str:
    """How to get from here to a task pane in Excel; `trusted` is the certificate to trust, None for a known one."""
    return "\n".join(
        [
            f"Serving the task pane at {address} (Ctrl-C ends it). {LICENSE}",
            "",
            *_trust(trusted),
            *_sideload(address),
            _KEPT,
        ]
    )


def _trust(trusted: Path | None) -> list[str]:
    if trusted is None:
        return []
    return [
        "Once on this computer, let it trust the server's certificate:",
        f'  Windows: certutil -user -addstore Root "{trusted}"',
        f'  Mac:     security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "{trusted}"',
        "",
    ]


def _sideload(address: str) -> list[str]:
    return [
        "Once in each Excel, add the task pane:",
        f"  1. Open {address}/manifest/download in your browser; it saves liaison-planner-prod.xml.",
        "  2. Excel on the web: Home > Add-ins > More Add-ins > My Add-ins > Upload My Add-in, and choose that file.",
        "     Excel on Mac: copy it to ~/Library/Containers/com.microsoft.Excel/Data/Documents/wef, start Excel, Home > Add-ins.",
        "  3. Open a workbook of the planner and click «Liaison Planner» on the ribbon.",
        "More, and what to do when something does not work: docs/server.md",
        "",
    ]


_KEPT = "Nothing is stored: a workbook is in memory for as long as its answer takes."
