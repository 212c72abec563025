"""People's clicks are counted, and nobody else's."""

import pytest

from bot.domain.results.robots import is_robot

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    "user_agent",
    [
        f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1",
        f"{IPHONE} Mobile/15E148 Instagram 339.0.0.30.105 (iPhone14,5; iOS 17_5)",
        f"{IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.40.109;FBDV/iPhone14,5]",
        f"{IPHONE} Mobile/15E148 Snapchat/12.90 (like Safari/8617, panda)",
        f"{IPHONE} Mobile/15E148 [Pinterest/iOS]",
        f"{IPHONE} Mobile/15E148 Twitter for iPhone/10.46",
        f"{IPHONE} Mobile/15E148 musical_ly_35.1.0 JsSdk/2.0 BytedanceWebview/d8a21c6",
        f"{IPHONE} Mobile/15E148 Safari Line/14.9.0",
        f"{IPHONE} GSA/320.0 Mobile/15E148 Safari/604.1",
        f"{IPHONE} Mobile/15E148 LinkedInApp/9.29",
        ANDROID,
        ANDROID.replace("Pixel 8", "CUBOT_X18_Plus"),
        ANDROID.replace("Pixel 8", "CUBOT NOTE 20"),
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Safari/537.36 Edg/126",
    ],
)
def test_a_person_in_a_browser_or_an_app_is_counted(user_agent: str) -> None:
    assert not is_robot(user_agent, {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"})


@pytest.mark.parametrize(
    "user_agent",
    [
        None,
        "",
        "  ",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Slackbot 1.0 (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "meta-externalagent/1.1",
        "WhatsApp/2.23.20.0 A",
        "Twitterbot/1.0",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "TelegramBot (like TwitterBot)",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "AdsBot-Google",
        "Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
        "Bytespider",
        "http.rb/5.1.1 (Mastodon/4.2.0; +https://mastodon.social/)",
        "Mozilla/5.0 (X11; Linux) HeadlessChrome/120.0",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.32",
        "Python/3.11 aiohttp/3.9",
        "Go-http-client/1.1",
        "okhttp/4.12.0",
        "axios/1.7",
        "Java/17",
        "archive.org_bot",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "GPTBot/1.0",
        "facebookexternalhit/1.1;line-poker/1.0",
        "Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots",
    ],
)
def test_a_robot_or_a_preview_is_not_counted(user_agent: str | None) -> None:
    assert is_robot(user_agent, {})


@pytest.mark.parametrize(
    "headers",
    [
        {"Purpose": "prefetch"},
        {"purpose": "Prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"sec-purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_a_page_fetched_ahead_is_not_counted(headers: dict[str, str]) -> None:
    assert is_robot(ANDROID, headers)


def test_only_getting_the_page_is_a_click() -> None:
    assert is_robot(ANDROID, {}, method="HEAD")
    assert is_robot(ANDROID, {}, method="OPTIONS")
    assert not is_robot(ANDROID, {}, method="get")
