/// Who is told what: in-app messages and the live stream.
@NullMarked
package cn.juhui.notification;

import org.jspecify.annotations.NullMarked;
