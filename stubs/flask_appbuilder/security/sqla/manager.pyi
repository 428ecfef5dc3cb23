# What we use of flask_appbuilder.security.sqla.manager, which comes without types.
from flask_appbuilder.security.manager import BaseSecurityManager

class SecurityManager(BaseSecurityManager): ...
