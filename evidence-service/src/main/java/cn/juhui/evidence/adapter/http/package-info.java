/// The HTTP interface.
@NullMarked
package cn.juhui.evidence.adapter.http;

import org.jspecify.annotations.NullMarked;
