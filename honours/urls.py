"""Addresses of this room."""

from django.urls import path

from honours.views import awards, certificates, medals, naming, own, payment, payments, public, replacing, verification

app_name = "honours"

urlpatterns = [
    # open to everybody
    path("", public.roll, name="roll"),
    path("craftsmen/<slug:serial>/", public.craftsman, name="craftsman"),
    path("verify/", verification.verify, name="verify"),
    path("verify/file/", verification.verify_file, name="verify_file"),
    path("verify/<slug:code>/", verification.verify_code, name="verify_code"),
    # the craftsman and the nominating side
    path("own/", own.mine, name="mine"),
    path("own/<slug:number>/", own.show, name="own"),
    path("own/<slug:number>/account/", own.account, name="account"),
    # 评审办公室
    path("naming/", naming.candidates, name="naming"),
    path("naming/<slug:season>/confirm/", naming.confirm, name="naming_confirm"),
    path("certificates/", certificates.register, name="certificates"),
    path("certificates/<slug:season>/progress.json", certificates.progress, name="certificates_progress"),
    path("certificates/<slug:season>/print/", certificates.print_list, name="print_list"),
    path("certificates/<slug:season>/retry/", certificates.retry, name="retry"),
    path("certificates/<slug:serial>.pdf", certificates.download, name="certificate"),
    path("certificates/<slug:serial>/replace/", replacing.ask, name="ask_replacement"),
    path("replacements/", replacing.register, name="replacements"),
    path("replacements/<int:key>/", replacing.show, name="replacement"),
    path("replacements/<int:key>/proof/", replacing.proof, name="replacement_proof"),
    path("awards/", awards.register, name="awards"),
    path("awards/hand-over/", awards.hand_over, name="hand_over"),
    path("awards/<int:key>/take-back/", awards.take_back, name="take_back"),
    path("medals/", medals.register, name="medals"),
    path("medals/<slug:serial>/", medals.medal, name="medal"),
    path("medals/<slug:serial>/propose/", medals.propose, name="propose_medal"),
    path("medals/<slug:serial>/opinions/<int:pk>/", medals.opinion, name="medal_opinion"),
    path("medals/<slug:serial>/decide/", medals.decide, name="decide_medal"),
    path("medals/<slug:serial>/outcome/", medals.outcome, name="record_medal"),
    # 财务
    path("payments/", payments.register, name="payments"),
    path("payments/prepare/", payments.prepare, name="prepare"),
    path("payments/release/", payments.release, name="release"),
    path("payments/<slug:season>/tax/", payments.tax, name="tax"),
    path("payments/<slug:serial>/", payment.show, name="payment"),
    path("payments/<slug:serial>/account/", payment.account, name="payment_account"),
    path("payments/<slug:serial>/paid/", payment.paid, name="confirm_paid"),
    path("payments/<slug:serial>/failed/", payment.failed, name="mark_failed"),
    path("payments/<slug:serial>/hold/", payment.hold, name="hold"),
    path("payments/<slug:serial>/resume/", payment.resume, name="resume"),
    path("payments/<slug:serial>/recovered/", payment.recovered, name="record_recovery"),
    path("payments/<slug:serial>/reveal/", payment.reveal, name="reveal_account"),
]
