"""What a program keeps with a node; attributes in namespaces; whole texts."""
import xml.dom
from xml.dom import minidom

document = minidom.parseString("<a x='1' xmlns:n='urn:n' n:y='2'>one<![CDATA[two]]><b/>three</a>")
root = document.documentElement
print(root.setUserData("k", 5, None), root.getUserData("k"))
print(root.setUserData("k", None, None), root.getUserData("k"), root.getUserData("q"))
print(root.getInterface("core") is root, root.getInterface("nope"))
print(document.implementation.getInterface("core") is document.implementation)

attributes = root.attributes
print(attributes.getNamedItemNS("urn:n", "y").value, attributes.getNamedItemNS("urn:n", "z"))
print(("urn:n", "y") in attributes.keysNS(), len(attributes.keysNS()))
taken = attributes.removeNamedItemNS("urn:n", "y")
print(taken.name, taken.value, root.hasAttribute("n:y"))
try:
    attributes.removeNamedItemNS("urn:n", "y")
except xml.dom.NotFoundErr as error:
    print(type(error).__name__)
print(attributes.setNamedItemNS(taken), root.getAttributeNS("urn:n", "y"))
root.removeAttributeNodeNS(root.getAttributeNode("x"))
print(root.hasAttribute("x"))

text = root.firstChild
print(text.isWhitespaceInElementContent, text.replaceWholeText("new") is text, root.toxml())
print(root.firstChild.replaceWholeText(""), root.toxml())


class Told:
    def handle(self, operation, key, data, source, copy):
        print(operation, key, data, source.nodeName, copy.nodeName)


root.setUserData("h", "data", Told())
print(root.cloneNode(True).getUserData("h"))
handler = xml.dom.UserDataHandler
print(handler.NODE_CLONED, handler.NODE_IMPORTED, handler.NODE_DELETED, handler.NODE_RENAMED)
