from huuva_backend.platform.errors import Invalid


class NotInOurWords(Invalid):
    code = "not-in-our-words"
    title = "The message says what an order can't have here"
