"""What places decide about standards, and the policies these rest on."""

from xingjia.standards.library.commands.adopting import adopt, publish, retire
from xingjia.standards.library.commands.policies import Document, cite, end, keep

__all__ = ["Document", "adopt", "cite", "end", "keep", "publish", "retire"]
