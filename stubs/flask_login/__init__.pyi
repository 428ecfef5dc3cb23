# What we use of flask_login, which comes without types.
from flask_appbuilder.security.sqla.models import User

class LoginManager:
    session_protection: str | None

class _CurrentUser(User):
    def __bool__(self) -> bool: ...  # of what it stands for

#: a proxy; somebody who is not logged in answers only whether he is, which every caller asks first
current_user: _CurrentUser

def login_user(user: User, remember: bool = ...) -> bool: ...
def logout_user() -> bool: ...
