package cn.juhui.gateway.docs;

/// Where this gateway gives a token to whoever asks. There is none where the platform is deployed: then the page has no button.
///
/// @param path takes `{subject, roles, merchantId?}` by POST, answers `{accessToken, expiresIn}`
public record TokenDesk(String path) {}
