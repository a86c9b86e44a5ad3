# Numbers and words.
import http.client
from http import HTTPStatus, HTTPMethod
print(HTTPStatus(404), repr(HTTPStatus.NOT_FOUND), HTTPStatus.NOT_FOUND.phrase, HTTPStatus.NOT_FOUND.description, HTTPStatus.OK.is_success, HTTPMethod.GET, repr(HTTPMethod.GET), HTTPMethod.PUT.description, HTTPStatus.REQUEST_URI_TOO_LONG)
print(http.client.responses[404], http.client.NOT_FOUND)
