"""Addresses of this room."""

from django.urls import path

from accounts.views import own, registers, second_factor

app_name = "accounts"

urlpatterns = [
    path("sign-in/", own.SignIn.as_view(), name="sign_in"),
    path("sign-out/", own.SignOut.as_view(), name="sign_out"),
    path("stay/", own.stay, name="stay"),
    path("set-password/<uidb64>/<token>/", own.SetPassword.as_view(), name="set_password"),
    path("me/", own.me, name="me"),
    path("me/password/", own.change_password, name="change_password"),
    path("second-factor/", second_factor.prove, name="second_factor"),
    path("second-factor/enrol/", second_factor.enrol, name="enrol"),
    path("second-factor/begin/", second_factor.begin, name="begin_enrolment"),
    path("second-factor/recovery-codes/", second_factor.renew_codes, name="renew_recovery_codes"),
    path("people/", registers.people, name="people"),
    path("people/open/", registers.open_account, name="open_account"),
    path("people/<int:key>/", registers.person, name="person"),
    path("people/<int:key>/grant/", registers.grant, name="grant"),
    path("people/<int:key>/suspend/", registers.suspend, name="suspend"),
    path("people/<int:key>/resume/", registers.resume, name="resume"),
    path("people/<int:key>/unlock/", registers.unlock, name="unlock"),
    path("memberships/<int:key>/end/", registers.end, name="end_membership"),
    path("organisations/", registers.organisations, name="organisations"),
    path("organisations/register/", registers.register_organisation, name="register_organisation"),
    path("organisations/<int:key>/", registers.organisation, name="organisation"),
]
