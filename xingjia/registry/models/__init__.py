from xingjia.registry.models.closings import EmployerClosing
from xingjia.registry.models.contracts import Contract, ContractChange, ContractEmployer
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.parameters import CountyParameter
from xingjia.registry.models.statements import EmployerStatement, Statement, UnionStatement
from xingjia.registry.models.unions import Cover, Officer, Union

__all__ = [
    "Contract",
    "ContractChange",
    "ContractEmployer",
    "CountyParameter",
    "Cover",
    "Employer",
    "EmployerClosing",
    "EmployerStatement",
    "Officer",
    "Statement",
    "Union",
    "UnionStatement",
]
