/// Tokens, and the issuer's keys.
@NullMarked
package cn.juhui.platform.security;

import org.jspecify.annotations.NullMarked;
