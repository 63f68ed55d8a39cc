@NullMarked
package cn.juhui.platform.messaging.replay;

import org.jspecify.annotations.NullMarked;
