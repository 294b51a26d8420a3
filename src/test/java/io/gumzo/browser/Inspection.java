package io.gumzo.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a page as it stands, for people who use it in whatever way. */
final class Inspection {
  private static final List<String> SERIOUS = List.of("serious", "critical");

  /** Whatever sticks out of the window at its sides, through all shadow roots. */
  private static final String OVERFLOWING =
      """
      () => {
        const out = [];
        const clips = (element) => {
          for (let at = element; at && at !== document.body; at = at.parentElement ?? at.getRootNode().host) {
            if (at !== element && getComputedStyle(at).overflowX !== 'visible') return true;
          }
          return false;
        };
        const walk = (root) => {
          for (const element of root.querySelectorAll('*')) {
            const { left, right, width } = element.getBoundingClientRect();
            if (width > 1 && (left < -1 || right > innerWidth + 1) && !clips(element)) {
              out.push(`${element.localName}.${element.className}: ${left} to ${right} of ${innerWidth}`);
            }
            if (element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)) {
              out.push(`${element.localName}.${element.className} scrolls sideways`);
            }
            if (element.shadowRoot) walk(element.shadowRoot);
          }
        };
        walk(document.body);
        return out;
      }
      """;

  private Inspection() {}

  static void mustFindNothing(Page page, String view) {
    var overflowing = page.evaluate(OVERFLOWING);
    if (overflowing instanceof List<?> list && !list.isEmpty()) {
      throw new AssertionError(view + " is wider than the window: " + list);
    }
    var findings =
        new AxeBuilder(page)
            .setLegacyMode(true).analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(Inspection::text)
                .toList();
    if (!findings.isEmpty()) {
      throw new AssertionError(view + ": " + String.join("\n", findings));
    }
  }

  private static String text(Rule rule) {
    return rule.getNodes().stream()
        .map(node -> node.getHtml() + " " + node.getFailureSummary())
        .collect(Collectors.joining("\n  ", rule.getId() + " (" + rule.getImpact() + ")\n  ", ""));
  }
}
