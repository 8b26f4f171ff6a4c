package dev.startupguard.servlet;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a report of Surefire says of the nested classes of one test class. */
final class SurefireReport {

    private SurefireReport() {}

    /** Whether all tests of the nested class of this name have passed; classes without a test are not there. */
    static Map<String, Boolean> passedByNestedClass(Path report) throws Exception {
        NodeList tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        Map<String, Boolean> passed = new TreeMap<>();
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            String className = test.getAttribute("classname");
            passed.merge(className.substring(className.indexOf('$') + 1), isPassed(test), Boolean::logicalAnd);
        }
        return passed;
    }

    private static boolean isPassed(Element test) {
        return test.getElementsByTagName("failure").getLength() == 0
                && test.getElementsByTagName("error").getLength() == 0
                && test.getElementsByTagName("skipped").getLength() == 0;
    }
}
