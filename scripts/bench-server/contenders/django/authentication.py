from models import User
from rest_framework_simplejwt.authentication import JWTAuthentication


class Authentication(JWTAuthentication):
    """As it comes, but for the model of the users: it reads the user of each request."""

    def __init__(self):
        super().__init__()
        self.user_model = User
