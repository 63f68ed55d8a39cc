/// What evidence-service tells about uploads and messages.
@NullMarked
package cn.juhui.contracts.evidence;

import org.jspecify.annotations.NullMarked;
