"""The pages of one payment that ask before they act."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from honours.forms import WordsForm
from honours.queries import money
from honours.views.doors import found_or_404
from honours.views.payments import TRAIL, register_address


def payment_at(serial):
    """The payment of this address."""
    return found_or_404(money.payment(serial), "没有这一编号的奖金。")


def ask_for_words(request, serial, *, act, what, label, do, refuse, told, consequences=(), rows=3, most=300):
    """One sentence is asked for, then the act is done."""
    payment = payment_at(serial)
    form = WordsForm(request.POST or None, label=label, rows=rows, most=most)
    back = reverse("honours:payment", args=[serial])
    if request.method == "POST" and form.is_valid():
        do(payment, form.cleaned_data["words"])
        messages.success(request, told.format(name=payment.honour.name))
        return redirect(back)
    return render(
        request,
        "confirm.html",
        {
            "title": f"{act}：{payment.honour.name}",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, back), (act, "")],
            "what": what.format(name=payment.honour.name, gross=payment.gross, net=payment.net or payment.gross),
            "consequences": consequences,
            "act": act,
            "url": request.path,
            "back": back,
            "form": form,
            "refusal": refuse(request.user, payment),
        },
    )


def ask_with_form(request, payment, form, *, act, what, consequences, refusal, do=None, told=""):
    """A form is asked for, then the act is done."""
    back = reverse("honours:payment", args=[payment.honour.certificate.serial])
    if request.method == "POST" and form is not None and do is not None and form.is_valid():
        do(form.cleaned_data)
        messages.success(request, told)
        return redirect(back)
    return render(
        request,
        "confirm.html",
        {
            "title": f"{act}：{payment.honour.name}",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, back), (act, "")],
            "what": what,
            "consequences": consequences,
            "act": act,
            "url": request.path,
            "back": back,
            "form": form,
            "refusal": refusal,
        },
    )
