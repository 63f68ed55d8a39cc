/// The door by which a service is handed a dead letter of its own again.
@NullMarked
package cn.juhui.platform.http.replay;

import org.jspecify.annotations.NullMarked;
