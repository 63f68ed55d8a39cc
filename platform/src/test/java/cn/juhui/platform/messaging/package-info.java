/// Events in and out, on a real broker.
@NullMarked
package cn.juhui.platform.messaging;

import org.jspecify.annotations.NullMarked;
