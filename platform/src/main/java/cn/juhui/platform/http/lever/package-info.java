/// The door by which a service shows its levers, and has them pulled.
@NullMarked
package cn.juhui.platform.http.lever;

import org.jspecify.annotations.NullMarked;
