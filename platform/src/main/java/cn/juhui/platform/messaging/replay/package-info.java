/// A record that became a dead letter, worked once more by the service that gave it up.
@NullMarked
package cn.juhui.platform.messaging.replay;

import org.jspecify.annotations.NullMarked;
