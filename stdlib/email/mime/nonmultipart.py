"""email.mime.nonmultipart: parts that have no parts."""

from email import errors
from email.mime.base import MIMEBase

__all__ = ['MIMENonMultipart']


class MIMENonMultipart(MIMEBase):
    """A message without parts."""

    def attach(self, payload):
        """Refuse."""
        raise errors.MultipartConversionError(
            'Cannot attach additional subparts to non-multipart/*')
