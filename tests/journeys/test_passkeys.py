"""A passkey is added and signs its owner in, under our policy for scripts."""

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_somebody_adds_a_passkey_comes_in_by_it_and_drops_it(visitor: Visitor):
    page, name = visitor.page, {"desktop": "luwentian", "phone": "qinwanghai"}[visitor.width]
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    visitor.sign_in(name, "xingjia-demo")
    visitor.open("/me/passkeys/add/")
    if page.locator("[name=password]").count():
        page.fill("[name=password]", "xingjia-demo")
        page.click("main button[type=submit]")
    visitor.picture("passkey-add")

    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/second-step/codes/")
    page.context.clear_cookies()
    visitor.open("/sign-in/")
    visitor.picture("sign-in-passkey")
    page.click("#passkey_login")
    page.wait_for_url(f"{visitor.site}/")
    visitor.open("/me/")
    visitor.picture("me-passkey")

    expect(page.locator("main")).to_contain_text("我的设备")
    visitor.open("/me/passkeys/drop/")
    if page.locator("#passkey_confirm").count():
        page.click("#passkey_confirm")
        page.wait_for_url("**/drop/**")
    elif page.locator("[name=password]").count():
        page.fill("[name=password]", "xingjia-demo")
        page.click("main button[type=submit]")
    page.click("main form button.xj-btn-bad")
    page.wait_for_url("**/me/")
    expect(page.locator("main")).not_to_contain_text("我的设备")
