"""密码: the house's own sentence where Django has none in Chinese."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """密码长度."""

    def get_error_message(self):
        """How long it has to be."""
        return f"密码太短，至少{self.min_length}个字符，请加长。"
