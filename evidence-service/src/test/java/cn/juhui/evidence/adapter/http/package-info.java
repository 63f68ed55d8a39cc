/// The whole service over HTTP.
@NullMarked
package cn.juhui.evidence.adapter.http;

import org.jspecify.annotations.NullMarked;
