# What we use of flask_appbuilder.actions, which comes without types.
from collections.abc import Callable

from flask.typing import ResponseReturnValue

class ActionItem:
    name: str
    func: Callable[[object], ResponseReturnValue]
