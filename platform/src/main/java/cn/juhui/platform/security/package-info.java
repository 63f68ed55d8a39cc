/// Who calls: the token checked again in every service.
@NullMarked
package cn.juhui.platform.security;

import org.jspecify.annotations.NullMarked;
