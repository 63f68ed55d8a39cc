/// How slow a client may be.
@NullMarked
package cn.juhui.platform.http.pace;

import org.jspecify.annotations.NullMarked;
