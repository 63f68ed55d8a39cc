/// The services to which a dead letter goes back.
@NullMarked
package cn.juhui.notification.adapter.replay;

import org.jspecify.annotations.NullMarked;
