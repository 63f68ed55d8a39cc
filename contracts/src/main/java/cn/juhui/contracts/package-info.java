/// What the services tell each other: the envelope, the event records and the value types they carry.
@NullMarked
package cn.juhui.contracts;

import org.jspecify.annotations.NullMarked;
